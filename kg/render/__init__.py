"""How results are shown: tables for people, and the W3C's formats for programs."""
