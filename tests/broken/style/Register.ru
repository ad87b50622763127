#+ focus: https://w3id.org/conflictgraph/weapon/bow
INSERT DATA { weapon:bow cg:unRegisterCategory cg:won }
