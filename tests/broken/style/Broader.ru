#+ focus: https://w3id.org/conflictgraph/weapon/long-bow
INSERT DATA { weapon:long-bow skos:broader weapon:string-weapon }
