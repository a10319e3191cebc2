select * from (values ('Revenue'), ('Gross_Profit')) as measure (measure)
