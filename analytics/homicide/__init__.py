"""Victims of homicide by age, sex, method and borough: persons of a closed file, beside recorded crime."""
