"""Each page makes one value and hands it back, and none of them writes."""
