select key, name, name_ja, parent_key, head_key, true as active from ${ref('departments')}
