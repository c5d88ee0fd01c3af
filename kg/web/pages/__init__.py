"""The pages that people read: each a job that reads the store and fills a template."""
