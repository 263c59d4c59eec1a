package main

import (
	"log"

	lark "github.com/larksuite/oapi-sdk-go/v3"
	larkcore "github.com/larksuite/oapi-sdk-go/v3/core"
	larkcontact "github.com/larksuite/oapi-sdk-go/v3/service/contact/v3"
	larkvc "github.com/larksuite/oapi-sdk-go/v3/service/vc/v1"
)

func limits() *larkvc.PatchReserveConfigReqBody {
	departments := []*larkvc.SubscribeDepartment{}
	for _, id := range idsIn("DEPARTMENT_IDS") {
		departments = append(departments, larkvc.NewSubscribeDepartmentBuilder().DepartmentId(id).Build())
	}
	return larkvc.NewPatchReserveConfigReqBodyBuilder().
		ScopeType("2").
		ApprovalConfig(larkvc.NewApprovalConfigBuilder().
			ApprovalSwitch(1).ApprovalCondition(1).MeetingDuration(1.256).Approvers(usersIn("APPROVER_IDS")).Build()).
		TimeConfig(larkvc.NewTimeConfigBuilder().
			TimeSwitch(1).DaysInAdvance(30).OpeningHour("27029").StartTime("28830").EndTime("72000").MaxDuration(4).Build()).
		ReserveScopeConfig(larkvc.NewReserveScopeConfigBuilder().
			AllowAllUsers(0).AllowUsers(usersIn("USER_IDS")).AllowDepts(departments).Build()).
		Build()
}

func usersIn(name string) []*larkvc.SubscribeUser {
	users := []*larkvc.SubscribeUser{}
	for _, id := range idsIn(name) {
		users = append(users, larkvc.NewSubscribeUserBuilder().UserId(id).Build())
	}
	return users
}

func patchLimits() (*larkcore.ApiResp, *larkcore.CodeError, error) {
	resp, err := client.Vc.ReserveConfig.Patch(ctx, larkvc.NewPatchReserveConfigReqBuilder().
		ReserveConfigId(roomID).UserIdType("open_id").Body(limits()).Build())
	if err != nil {
		return nil, nil, err
	}
	return resp.ApiResp, &resp.CodeError, nil
}

func readLimits(by *lark.Client, scopeID string, options ...larkcore.RequestOptionFunc) (*larkvc.ReserveScopeReserveConfigResp, error) {
	req := larkvc.NewReserveScopeReserveConfigReqBuilder().ScopeId(scopeID).ScopeType("2").UserIdType("open_id").Build()
	return by.Vc.ReserveConfig.ReserveScope(ctx, req, options...)
}

func lookUp(event *larkvc.P2ReserveConfigUpdatedV1Data) map[string]any {
	ids, users, departments := []string{}, []any{}, []any{}
	for _, approver := range event.ApproveConfig.Approvers {
		id := *approver.UserId.OpenId
		resp, err := client.Contact.User.Get(ctx, larkcontact.NewGetUserReqBuilder().UserId(id).UserIdType("open_id").Build())
		good(resp, err)
		ids, users = append(ids, id), append(users, resp.Data.User)
	}
	for _, user := range event.ReserveScopeConfig.AllowUsers {
		ids = append(ids, *user.UserId.OpenId)
	}
	batch, err := client.Contact.User.Batch(ctx, larkcontact.NewBatchUserReqBuilder().UserIds(ids).UserIdType("open_id").Build())
	good(batch, err)
	for _, department := range event.ReserveScopeConfig.AllowDepts {
		req := larkcontact.NewGetDepartmentReqBuilder().DepartmentId(*department.DepartmentId).Build()
		resp, err := client.Contact.Department.Get(ctx, req)
		good(resp, err)
		departments = append(departments, resp.Data.Department)
	}
	return map[string]any{"users": users, "batch": batch.Data.Items, "departments": departments}
}

// listRooms walks over all pages by the SDK's iterator, which goes on until a page
// brings no page_token.
func listRooms() []string {
	rooms, err := client.Vc.Room.ListByIterator(ctx, larkvc.NewListRoomReqBuilder().PageSize(3).Build())
	if err != nil {
		log.Fatal(err)
	}
	ids := []string{}
	for {
		more, room, err := rooms.Next()
		if err != nil {
			log.Fatal(err)
		}
		if !more {
			return ids
		}
		ids = append(ids, *room.RoomId)
	}
}

func getRoom() *larkvc.Room {
	resp, err := client.Vc.Room.Get(ctx, larkvc.NewGetRoomReqBuilder().RoomId(roomID).Build())
	good(resp, err)
	return resp.Data.Room
}

func getLevel(id string) *larkvc.RoomLevel {
	resp, err := client.Vc.RoomLevel.Get(ctx, larkvc.NewGetRoomLevelReqBuilder().RoomLevelId(id).Build())
	good(resp, err)
	return resp.Data.RoomLevel
}
