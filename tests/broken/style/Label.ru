#+ focus: https://w3id.org/conflictgraph/ns#losses
DELETE DATA { cg:losses rdfs:label "losses"@en }
