SELECT code, name, parent, active FROM ${raw('departments')}
