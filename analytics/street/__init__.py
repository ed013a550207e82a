"""Record files of data.police.uk: another source than the indicators, of which six offences mean the same."""
