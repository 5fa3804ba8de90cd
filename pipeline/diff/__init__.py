"""Two editions, compared: pairs of tasks, and every change by its name."""
