#+ focus: https://w3id.org/conflictgraph/ns#losses
DELETE WHERE { cg:losses rdfs:domain ?domain } ;
INSERT DATA { cg:losses rdfs:domain cg:War }
