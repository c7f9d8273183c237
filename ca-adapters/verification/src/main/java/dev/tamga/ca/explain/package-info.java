/**
 * Why a certificate is accepted or refused, step by step, for operators and auditors: the steps of a sign-in without the
 * proof of possession. Owns the reading of certificate files and the order of what is told; every verdict is the step's.
 */
package dev.tamga.ca.explain;
