"""Web pages and saved ones: markup to a grid, plain rows in bulk, layout tables told apart."""
