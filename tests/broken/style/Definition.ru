#+ focus: https://w3id.org/conflictgraph/ns#Battle
DELETE DATA { cg:Battle skos:definition "Fight between two armies."@en } ;
INSERT DATA { cg:Battle skos:definition "Fight between two armies"@en }
