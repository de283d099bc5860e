"""The guided tours of the docs, each walked through the real pages by a test."""
