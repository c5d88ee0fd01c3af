"""What measures speed and size, each figure beside a peer that is measured in the same run."""
