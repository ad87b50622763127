#+ focus: https://w3id.org/conflictgraph/ns#outcome
DELETE WHERE { cg:outcome skos:example ?example }
