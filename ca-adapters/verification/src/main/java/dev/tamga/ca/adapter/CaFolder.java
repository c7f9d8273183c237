package dev.tamga.ca.adapter;

import java.nio.file.Path;

import dev.tamga.ca.CaId;
import dev.tamga.ca.chain.TrustMaterial;
import dev.tamga.ca.fetch.AllowedHosts;
import dev.tamga.ca.holder.CodeExceptions;
import dev.tamga.ca.yaml.YamlMap;

/**
 * One folder below conf/ca, opened by the host.
 *
 * @param yaml the content of its ca.yml
 * @param trust its CA certificates, pinned and checked
 * @param demoHosts hosts that may be asked in a demo beyond those of ca.yml
 * @param codeExceptions codes that were issued though they fail the check
 */
public record CaFolder(
        CaId id, Path path, YamlMap yaml, TrustMaterial trust, AllowedHosts demoHosts, CodeExceptions codeExceptions) {}
