"""Running the register: made, migrated, loaded each night, backed up, restored, watched."""
