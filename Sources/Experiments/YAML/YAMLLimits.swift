/// Bounds of what a YAML file may make us build.
package struct YAMLLimits: Sendable {
  /// The largest file, in bytes.
  package var bytes = 1 << 20
  /// How deep lists and mappings may be nested.
  package var depth = 32
  /// The most nodes, every use of an alias counted with all the nodes that it stands for.
  package var nodes = 50_000

  package init() {}
}
