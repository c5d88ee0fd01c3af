"""The saved queries on a store on disk, beside rdflib in memory and Virtuoso over HTTP."""
