#+ focus: https://w3id.org/conflictgraph/ns#outcome
DELETE WHERE { cg:outcome rdfs:range ?range } ;
INSERT DATA { cg:outcome rdfs:range cg:Result }
