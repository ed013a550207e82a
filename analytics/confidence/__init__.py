"""What Londoners think of their police: the measures of MOPAC's Public Attitude Survey, never mixed with crime."""
