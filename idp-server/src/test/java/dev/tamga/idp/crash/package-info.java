/** A process that dies between any two steps of a journey (issue: it must hold), and what the next visit finds. */
package dev.tamga.idp.crash;
