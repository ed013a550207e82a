"""The page that checks a claim: form, answer, gallery."""
