/// <summary>The examples of the two vendor pages, letter by letter.</summary>
internal static class VendorPages
{
    public const string CreateRequest = """
        {
          "loginName": "testAgent",
          "userName": "testAgent",
          "status": "Ok",
          "roles": [
            {
              "id": "32ad74aa-d975-48c9-8d48-c6d963c778d5"
            }
          ],
          "org": {
            "id": "88d34fe2-6ca3-4038-aab8-de5f239735ee"
          },
          "tenantId": "960e92dc-3bea-4fd9-96ec-cfc6a8fd84a4",
          "namespace": "n01.cc",
          "code": "5003",
          "agentQueues": [],
          "useOnlineService": false
        }
        """;

    public const string CreateAnswer = """
        {
          "id": "da642253-15b1-4ca7-b701-dc9a3abfe292",
          "loginName": "testAgent",
          "userName": "testAgent",
          "status": "Ok",
          "roles": [
            {
              "id": "32ad74aa-d975-48c9-8d48-c6d963c778d5"
            }
          ],
          "org": {
            "id": "88d34fe2-6ca3-4038-aab8-de5f239735ee",
            "name": "newtest",
            "description": "newtest",
            "tenantId": "960e92dc-3bea-4fd9-96ec-cfc6a8fd84a4",
            "children": []
          },
          "tenantId": "960e92dc-3bea-4fd9-96ec-cfc6a8fd84a4",
          "namespace": "n01.cc",
          "updateTime": "2017.12.13 09:55:59",
          "code": "5003",
          "agentQueues": [],
          "useOnlineService": false
        }
        """;

    public const string ResetRequest = """
        {
          "password": "Bb1357974",
          "code": "5009"
        }
        """;

    public const string LoginAnswer = """
        {
          "status": "success",
          "message": "login extension success"
        }

        """;

    public const string LogoutAnswer = """
        {
          "status": "success",
          "message": "logout extension success"
        }

        """;
}
