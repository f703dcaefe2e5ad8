"""The application: data sets in; timetables, cost shares and statements out."""
