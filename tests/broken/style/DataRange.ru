#+ focus: https://w3id.org/conflictgraph/ns#losses
DELETE WHERE { cg:losses rdfs:range ?range } ;
INSERT DATA { cg:losses rdfs:range cg:Outcome }
