"""The ceremony's screen for MC and stage manager; with `?view=wings` the one for those at the wings and the trays."""
