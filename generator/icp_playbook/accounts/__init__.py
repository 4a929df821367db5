"""Files of accounts: saved assessments, and what a CRM exports."""
