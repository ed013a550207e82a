"""What was published when: the feed of editions."""
