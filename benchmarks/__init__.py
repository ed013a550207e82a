"""How fast the dashboard is, each figure beside a yardstick taken in the same run. Printed, not asserted."""
