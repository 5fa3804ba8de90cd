"""Writes what is published: the tables, their descriptors, the catalog, the quarantine."""
