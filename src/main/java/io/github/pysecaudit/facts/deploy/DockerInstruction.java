package io.github.pysecaudit.facts.deploy;

/**
 * One instruction of a container file.
 *
 * @param name in upper case
 * @param arguments the rest, continuation lines joined, with the bodies of heredocs
 * @param line the line on which it starts
 */
record DockerInstruction(String name, String arguments, int line) {}
