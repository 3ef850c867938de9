"""What gonogo is to git in a clone: a merge driver, a text conversion and a diff for checklists."""
