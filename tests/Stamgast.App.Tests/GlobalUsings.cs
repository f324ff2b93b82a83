// Fields, values and changes: the vocabulary in which every feature talks about its records.
global using Stamgast.Records;
// Every feature can say no.
global using Stamgast.Refusing;
