/**
 * 解绑申请 (domain.md §5.8): a company or a person whose only key is lost asks, without signing in, that its binding ends.
 * Owns the tables {@code unbinding_request} and {@code unbinding_file}, the pages, what an operator decides and what
 * the applicant is told. That a key ends, and which one follows it, is the binding feature's; it never begins a
 * binding.
 */
package dev.tamga.idp.unbinding;
