import BlockSets

/// Reads `generate:`: a recipe with overrides, or parameters of one's own.
struct WorkloadReader {
  let diagnostics: Diagnostics

  /// The parameters of a node, or nil if anything is wrong with them; all of it is reported.
  func parameters(_ node: YAMLNode) -> WorkloadParameters? {
    guard var reader = MappingReader(node, subject: "generate", diagnostics: diagnostics) else {
      return nil
    }
    let before = diagnostics.count
    let recipe = recipe(&reader)
    let base = recipe == nil ? essentials(&reader) : recipe?.parameters
    // After a problem with these, the others are still read and reported.
    var parameters = base ?? Self.placeholder
    if recipe != nil { overrideEssentials(&parameters, &reader) }
    overrideCounts(&parameters, &reader)
    overrideSkews(&parameters, &reader)
    overrideGas(&parameters, &reader)
    parameters.distinctAccounts =
      reader.optional("distinctAccounts", as: Bool.self) ?? parameters.distinctAccounts
    reader.finish()
    guard diagnostics.count == before, base != nil else { return nil }
    checkGas(parameters, node)
    return diagnostics.count == before ? parameters : nil
  }

  private static let placeholder = WorkloadParameters(
    seed: 0, blocks: 1, transactions: 1, mix: WorkloadMix([.transfer: 1]))

  private func recipe(_ reader: inout MappingReader) -> WorkloadRecipe? {
    guard let node = reader.optional("recipe"),
      let name = reader.decode(String.self, from: node, key: "recipe")
    else { return nil }
    if let recipe = WorkloadRecipe.named(name) { return recipe }
    let names = WorkloadRecipe.all.map(\.name)
    diagnostics.report(
      node, "unknown recipe '\(name)'",
      suggestion: SpellingSuggestion.phrase(for: name, among: names)
        ?? "known recipes: \(names.joined(separator: ", "))")
    // The other keys are read as overrides of it.
    return WorkloadRecipe.all.first
  }

  /// What has no default without a recipe.
  private func essentials(_ reader: inout MappingReader) -> WorkloadParameters? {
    let seed = reader.required("seed", as: UInt64.self)
    let blocks = reader.required("blocks", in: WorkloadParameters.blockRange)
    let transactions =
      reader.node["gasTarget"] == nil
      ? reader.required("transactions", in: WorkloadParameters.transactionRange)
      : reader.optional("transactions", in: WorkloadParameters.transactionRange)
        ?? WorkloadParameters.transactionRange.upperBound
    let mix = reader.required("mix").flatMap { weights($0, over: nil) }
    guard let seed, let blocks, let transactions, let mix else { return nil }
    return WorkloadParameters(seed: seed, blocks: blocks, transactions: transactions, mix: mix)
  }

  private func overrideEssentials(
    _ parameters: inout WorkloadParameters, _ reader: inout MappingReader
  ) {
    parameters.seed = reader.optional("seed", as: UInt64.self) ?? parameters.seed
    let counts: [(String, WritableKeyPath<WorkloadParameters, Int>, ClosedRange<Int>)] = [
      ("blocks", \.blocks, WorkloadParameters.blockRange),
      ("transactions", \.transactions, WorkloadParameters.transactionRange),
    ]
    for (key, path, range) in counts {
      if let value = reader.optional(key, in: range) { parameters[keyPath: path] = value }
    }
    if let mix = reader.optional("mix").flatMap({ weights($0, over: parameters.mix) }) {
      parameters.mix = mix
    }
  }

  private func overrideCounts(
    _ parameters: inout WorkloadParameters, _ reader: inout MappingReader
  ) {
    typealias Parameters = WorkloadParameters
    let counts: [(String, WritableKeyPath<Parameters, Int>, ClosedRange<Int>)] = [
      ("accounts", \.accounts, Parameters.accountRange),
      ("tokens", \.tokens, Parameters.contractRange),
      ("pools", \.pools, Parameters.contractRange),
      ("collections", \.collections, Parameters.contractRange),
      ("repeatedSendersPercent", \.repeatedSendersPercent, Parameters.percentRange),
      ("freshRecipientsPercent", \.freshRecipientsPercent, Parameters.percentRange),
      ("oracleConflictsPercent", \.oracleConflictsPercent, Parameters.percentRange),
      ("oracleHeartbeatsPercent", \.oracleHeartbeatsPercent, Parameters.percentRange),
      ("accessListsPercent", \.accessListsPercent, Parameters.percentRange),
      ("readOnlyCalleesPercent", \.readOnlyCalleesPercent, Parameters.percentRange),
      ("callDepth", \.callDepth, Parameters.callDepthRange),
      ("routeHops", \.routeHops, Parameters.routeHopRange),
      ("airdropRecipients", \.airdropRecipients, Parameters.recipientRange),
      ("bundleOperations", \.bundleOperations, Parameters.operationRange),
      ("fundingChainLength", \.fundingChainLength, Parameters.chainLengthRange),
      ("computeGas", \.computeGas, Parameters.computeGasRange),
    ]
    for (key, path, range) in counts {
      if let value = reader.optional(key, in: range) { parameters[keyPath: path] = value }
    }
  }

  private func overrideSkews(
    _ parameters: inout WorkloadParameters, _ reader: inout MappingReader
  ) {
    let range = WorkloadParameters.skewRange
    parameters.skew = reader.optional("skew", in: range) ?? parameters.skew
    parameters.accountSkew = reader.optional("accountSkew", in: range) ?? parameters.accountSkew
    parameters.tokenSkew = reader.optional("tokenSkew", in: range) ?? parameters.tokenSkew
    parameters.poolSkew = reader.optional("poolSkew", in: range) ?? parameters.poolSkew
  }

  private func overrideGas(
    _ parameters: inout WorkloadParameters, _ reader: inout MappingReader
  ) {
    let range = WorkloadParameters.blockGasRange
    parameters.gasTarget = reader.optional("gasTarget", in: range) ?? parameters.gasTarget
    parameters.blockGasLimit =
      reader.optional("blockGasLimit", in: range) ?? parameters.blockGasLimit
    parameters.blockGasUsePercent =
      reader.optional("blockGasUsePercent", in: WorkloadParameters.gasUseRange)
      ?? parameters.blockGasUsePercent
  }

  private func checkGas(_ parameters: WorkloadParameters, _ node: YAMLNode) {
    guard let limit = parameters.blockGasLimit else {
      if parameters.blockGasUsePercent != nil {
        diagnostics.report(
          node["blockGasUsePercent"] ?? node,
          "'blockGasUsePercent' is a share of 'blockGasLimit', which is not given")
      }
      return
    }
    let place = node["blockGasLimit"] ?? node
    if let greatest = parameters.mix.kinds.map({ $0.gasLimit(under: parameters) }).max(),
      greatest > limit
    {
      diagnostics.report(
        place, "'blockGasLimit' is \(limit), and one transaction of the mix needs \(greatest)")
    } else if parameters.mayRaiseBaseFee, parameters.blocks > WorkloadParameters.risingFeeBlockLimit
    {
      diagnostics.report(
        node["blocks"] ?? place,
        "with 'blockGasLimit' \(limit) blocks may use more than half of it, and the base fee rises"
          + " from block to block; use at most \(WorkloadParameters.risingFeeBlockLimit) blocks,"
          + " fewer transactions, or leave 'blockGasLimit' out")
    }
  }

  /// The weights of a node; those that it does not name are the recipe's.
  private func weights(_ node: YAMLNode, over recipe: WorkloadMix?) -> WorkloadMix? {
    guard var reader = MappingReader(node, subject: "mix", diagnostics: diagnostics) else {
      return nil
    }
    let before = diagnostics.count
    var weights: [WorkloadKind: Int] = [:]
    for kind in WorkloadKind.allCases {
      weights[kind] =
        reader.optional(kind.rawValue, in: WorkloadMix.weightRange) ?? recipe?[kind]
    }
    reader.finish()
    guard diagnostics.count == before else { return nil }
    guard weights.values.contains(where: { $0 > 0 }) else {
      diagnostics.report(node, "every weight of the mix is 0; at least one must be positive")
      return nil
    }
    return WorkloadMix(weights)
  }
}
