"""The City of London by the records of its own police, and what lies below the ward."""
