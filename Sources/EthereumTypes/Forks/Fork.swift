/// The protocol upgrades of Ethereum, in order of activation.
package enum Fork: Int, CaseIterable, Sendable {
  case frontier, homestead, daoFork, tangerineWhistle, spuriousDragon, byzantium, constantinople
  case petersburg, istanbul, muirGlacier, berlin, london, arrowGlacier, grayGlacier, paris
  case shanghai, cancun, prague, osaka, bpo1, bpo2, amsterdam

  /// The name as the execution-spec-tests write it.
  package var name: String { names[0] }

  /// Finds a fork by a name of the execution-spec-tests ("Amsterdam", "EIP158") or of the
  /// execution specification's folders ("dao_fork").
  package init?(name: String) {
    guard let fork = Fork.byName[name] else { return nil }
    self = fork
  }

  private static let byName: [String: Fork] = {
    var forks: [String: Fork] = [:]
    for fork in Fork.allCases {
      for name in fork.names { forks[name] = fork }
    }
    return forks
  }()

  /// Every accepted name, the one to write first.
  private var names: [String] {
    switch self {
    case .frontier: ["Frontier", "frontier"]
    case .homestead: ["Homestead", "homestead"]
    case .daoFork: ["DAOFork", "DAO", "Dao", "dao_fork"]
    case .tangerineWhistle: ["TangerineWhistle", "EIP150", "tangerine_whistle"]
    case .spuriousDragon: ["SpuriousDragon", "EIP158", "spurious_dragon"]
    case .byzantium: ["Byzantium", "byzantium"]
    case .constantinople: ["Constantinople", "constantinople"]
    case .petersburg: ["ConstantinopleFix", "Petersburg", "petersburg"]
    case .istanbul: ["Istanbul", "istanbul"]
    case .muirGlacier: ["MuirGlacier", "muir_glacier"]
    case .berlin: ["Berlin", "berlin"]
    case .london: ["London", "london"]
    case .arrowGlacier: ["ArrowGlacier", "arrow_glacier"]
    case .grayGlacier: ["GrayGlacier", "gray_glacier"]
    case .paris: ["Paris", "Merge", "paris"]
    case .shanghai: ["Shanghai", "shanghai"]
    case .cancun: ["Cancun", "cancun"]
    case .prague: ["Prague", "prague"]
    case .osaka: ["Osaka", "osaka"]
    case .bpo1: ["BPO1", "bpo1"]
    case .bpo2: ["BPO2", "bpo2"]
    case .amsterdam: ["Amsterdam", "amsterdam"]
    }
  }
}

extension Fork: Comparable {
  /// Whether one fork was activated before another.
  package static func < (lhs: Fork, rhs: Fork) -> Bool { lhs.rawValue < rhs.rawValue }
}

extension Fork: CustomStringConvertible {
  /// The name as the execution-spec-tests write it.
  package var description: String { name }
}
