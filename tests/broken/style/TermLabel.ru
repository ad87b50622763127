#+ focus: https://w3id.org/conflictgraph/weapon/long-bow
DELETE DATA { weapon:long-bow skos:prefLabel "long bow"@en }
