"""The older office formats, converted by LibreOffice in a profile and a group of its own."""
