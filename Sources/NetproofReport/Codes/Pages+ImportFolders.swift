extension CodePages {
  /// Answers of AWS's in folders that say otherwise than they do.
  static let folderPages: [CodePage] = [
    CodePage(
      "NP0655", "an answer is in the folder of another account or Region",
      meaning: """
        The folder is named for one account and Region, and something in it shows that another one was \
        asked: a zone or an ARN of another Region, an instance, a load balancer or a default VPC of \
        another account. What is shared between accounts, such as subnets, does not show that. Which of \
        the two is true nobody knows, so the files are refused.
        """,
      remedy: "Collect the folder again with the right credentials, or name it for what it holds.",
      example: CodeExample(
        [vpcs(): network(isDefault: true, owner: "444455556666")],
        mended: [vpcs(): network(isDefault: true)], run: "netproof check dump")),
    CodePage(
      "NP0656", "nothing in a folder belongs to its account",
      meaning: """
        Everything in it that says whose it is belongs to other accounts. That is right where an \
        account has nothing but what others share with it; else the folder was collected with the \
        credentials of another account. The answers are read either way.
        """,
      remedy: "If the account has networks of its own, collect the folder again.",
      example: CodeExample(
        [vpcs(): network(owner: "444455556666")], mended: [vpcs(): network()],
        run: "netproof check dump")),
    CodePage(
      "NP0657", "two folders of one account and Region hold different answers",
      meaning: """
        Of one call, they list different things: they were collected at different times, perhaps. What was there at one time and not at the \
        other would stand beside it, and the network of both together never was, so the files are \
        refused.
        """,
      remedy: "Give the newer folder alone.",
      example: CodeExample(
        [vpcs("old/"): #"{ "Vpcs": [] }"#, vpcs("new/"): network()],
        mended: [vpcs("old/"): network()], run: "netproof check dump")),
    CodePage(
      "NP0658", "a list of answers is not written as such lists are",
      meaning: """
        A file with `netproof-dump: 1` tells of which account and Region the answers in other files \
        are. Each entry of `answers:` has the twelve digits of an account, the name of a Region and the \
        path of a file or folder, which begins at the folder of the list.
        """,
      remedy: "Write all three keys of each entry, and each path once.",
      example: CodeExample(
        ["dump.yaml": manifest("us-east"), "hub/ec2.json": network()],
        mended: ["dump.yaml": manifest("us-east-1")], run: "netproof check dump.yaml")),
  ]

  private static func manifest(_ region: String) -> String {
    """
    netproof-dump: 1
    answers:
      - { account: "111122223333", region: \(region), path: hub }
    """
  }

  private static func vpcs(_ folder: String = "") -> String {
    "dump/accounts/\(folder)111122223333/us-east-1/ec2.json"
  }

  private static func network(isDefault: Bool = false, owner: String = "111122223333") -> String {
    """
    { "Vpcs": [ { "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16", "IsDefault": \(isDefault),
        "OwnerId": "\(owner)" } ] }
    """
  }
}
