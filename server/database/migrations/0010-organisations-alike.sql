-- With one organisation in a table PostgreSQL learns that every row is its, and takes any other for one that has no
-- row at all: the first SBOMs of a second organisation were then joined by organisation alone, each line with every
-- version. Without statistics of this column an organisation counts as a share of the table, and joins go by key.
alter table component_version alter column org_id set statistics 0;
alter table sbom_component alter column org_id set statistics 0;
