#+ focus: https://w3id.org/conflictgraph/ns#Battle
DELETE WHERE { cg:Battle rdfs:subClassOf ?above } ;
INSERT DATA { cg:Battle rdfs:subClassOf cg:Clash }
