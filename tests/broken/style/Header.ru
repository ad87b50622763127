#+ focus: https://w3id.org/conflictgraph/ns
DELETE WHERE { <https://w3id.org/conflictgraph/ns> owl:versionInfo ?version }
