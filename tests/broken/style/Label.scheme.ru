#+ focus: https://w3id.org/conflictgraph/ns#outcomes
DELETE DATA { cg:outcomes rdfs:label "issues"@fr }
