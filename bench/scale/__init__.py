"""What a night costs against the size of the dataset."""
