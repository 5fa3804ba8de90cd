"""Text files: dumps, pastes, CSV, tables drawn with bars or strokes, wrapped paragraphs."""
