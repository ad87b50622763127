#+ focus: https://w3id.org/conflictgraph/weapon/long-bow
DELETE WHERE { weapon:long-bow skos:broader ?above }
