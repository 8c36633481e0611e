"""Which claims tell of one happening."""
