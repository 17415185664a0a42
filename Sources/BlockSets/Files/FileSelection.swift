import Foundation

/// The JSON files that a path stands for: a directory, a file or a glob pattern.
package struct FileSelection: Sendable {
  /// What the files' names are relative to, with its final slash; empty for the working directory.
  package let base: String
  /// Names relative to `base`, in natural order, so that real blocks stand by chain and number.
  package let names: [String]

  /// The path of a selected file.
  package func path(of name: String) -> String { base + name }

  /// Finds the files.
  ///
  /// A directory is searched through; files beside a real block that describe it (access list,
  /// oracle, witness) and hidden files are left out.
  package init(path: String) throws(BlockSetError) {
    var isDirectory: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) {
      if isDirectory.boolValue {
        base = path.hasSuffix("/") ? path : path + "/"
        names = try Self.names(inDirectory: base)
        guard !names.isEmpty else { throw .empty(path: path) }
      } else {
        (base, names) = Self.split(path)
      }
      return
    }
    guard path.contains(where: "*?[".contains) else { throw .missing(path: path) }
    (base, names) = try Self.matches(of: path)
    guard !names.isEmpty else { throw .empty(path: path) }
  }

  private static func split(_ path: String) -> (base: String, names: [String]) {
    let start = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    return (String(path[..<start]), [String(path[start...])])
  }

  private static func names(inDirectory directory: String) throws(BlockSetError) -> [String] {
    guard let enumerator = FileManager.default.enumerator(atPath: directory) else {
      throw .unreadable(path: directory, reason: "cannot list this directory")
    }
    var names: [String] = []
    while let name = enumerator.nextObject() as? String {
      if isBlockFile(name) { names.append(name) }
    }
    return names.sorted(by: NaturalOrder.precedes)
  }

  /// Expands a pattern; directories that it matches are searched through.
  private static func matches(
    of pattern: String
  ) throws(BlockSetError) -> (base: String, names: [String]) {
    let prefix = pattern.prefix { !"*?[".contains($0) }
    let start = prefix.lastIndex(of: "/").map { prefix.index(after: $0) } ?? prefix.startIndex
    let base = String(prefix[..<start])
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(pattern, 0, nil, &found) == 0 else { return (base, []) }
    var names: [String] = []
    for index in 0..<Int(found.gl_pathc) {
      guard let match = found.gl_pathv[index].map({ String(cString: $0) }) else { continue }
      let name = String(match.dropFirst(base.count))
      var isDirectory: ObjCBool = false
      if FileManager.default.fileExists(atPath: match, isDirectory: &isDirectory),
        isDirectory.boolValue
      {
        names += try self.names(inDirectory: match + "/").map { name + "/" + $0 }
      } else if isBlockFile(name) {
        names.append(name)
      }
    }
    return (base, names.sorted(by: NaturalOrder.precedes))
  }

  private static let companions = [".witness", ".oracle", ".bal", ".realbal"]

  /// Whether a name is that of a JSON file which may hold blocks.
  private static func isBlockFile(_ name: String) -> Bool {
    guard let stem = stem(of: name), !name.split(separator: "/").contains(where: isHidden) else {
      return false
    }
    return !companions.contains(where: stem.hasSuffix)
  }

  private static func isHidden(_ component: Substring) -> Bool { component.hasPrefix(".") }

  /// A JSON file's name without `.json` or `.json.gz`; nil for other files.
  package static func stem(of name: String) -> String? {
    for ending in [".json", ".json.gz"] where name.hasSuffix(ending) {
      return String(name.dropLast(ending.count))
    }
    return nil
  }
}
